/** Three who work by day, one by night, a head who is asked last; what the rule says is the test's. */
export const team = (taken: string, more = "") => `
version: 1
account: { name: Shop, timezone: Asia/Tomsk, calendar: ru }
schedules:
  day: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"] } }
  workdays: { weekly: { workdays: "09:00-18:00" } }
  night: { weekly: { mon-sun: "22:00-06:00" } }
managers:
  anna: { name: Anna, schedule: day }
  boris: { name: Boris, schedule: day }
  vera: { name: Vera, schedule: day }
  gleb: { name: Gleb, schedule: night }
  zoya: { name: Zoya, schedule: workdays }
  head: { name: Head }
rules:
  - name: Calls
    if: { channel: call }
    method: in_turn
    members: [anna, boris, vera]
    taken: ${taken}
    ${more}
  - name: Written
    if: { channel: written }
    method: strict_order
    members: [zoya, gleb, head]
    taken: ${taken}
  - name: Rest
    if: { channel: call }
    method: in_turn
    members: [head]
`;
