/** Why leads are lost, as an account's administrator has listed it; the same in every account. */
export interface LossReason {
  readonly id: number;
  readonly name: string;
  /** How often it is given, beside the others. */
  readonly weight: number;
}

const reason = (id: number, name: string, weight: number): LossReason => ({ id, name, weight });

export const lossReasons: readonly LossReason[] = [
  reason(4_203_748, "Пропала потребность", 30),
  reason(4_203_751, "Дорого", 25),
  reason(4_203_754, "Не отвечает", 25),
  reason(4_203_757, "Выбрали других", 12),
  reason(4_203_760, "Спам", 8),
];

export function lossReasonOf(id: number | null): LossReason | undefined {
  return lossReasons.find((one) => one.id === id);
}
