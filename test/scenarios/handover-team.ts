/** Days, evenings and a stand-in who works at night; what the rule hands over is told by the test. */
export const team = (handover: string, more = "") => `
version: 1
account: { name: Shop, timezone: Asia/Tomsk, calendar: ru }
schedules:
  day: { weekly: { mon-fri: "09:00-18:00" } }
  lunch: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"] } }
  evening: { weekly: { mon-fri: "16:00-24:00" } }
  night: { weekly: { mon-fri: "22:00-06:00" } }
managers:
  anna: { name: Anna, schedule: day }
  boris: { name: Boris, schedule: lunch }
  vera: { name: Vera, schedule: evening }
  gleb: { name: Gleb, schedule: night }
rules:
  - name: Calls
    if: { channel: call }
    when: { days: mon-fri, time: "09:00-18:00" }
    method: in_turn
    members: [anna, vera]
    handover: ${handover}
    ${more}
  - name: Night
    if: { channel: call }
    when: { days: mon-fri, time: "18:00-06:00" }
    method: in_turn
    members: [gleb]
    handover: ${handover}
`;
