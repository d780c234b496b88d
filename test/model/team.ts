/** A team with everything that moves leads: two shifts, lunch, handovers, deadlines, limits, a zone with summer time. */
export const team = `
version: 1
account: { name: Team, timezone: Europe/Berlin, calendar: ru }
schedules:
  day: { weekly: { mon-sun: ["08:00-12:00", "13:00-18:00"] } }
  night: { weekly: { mon-sun: "18:00-02:30" } }
managers:
  ursula:   { name: Ursula, crm: 11, schedule: day }
  nadezhda: { name: Nadezhda, crm: nadezhda@cosmetics.example, schedule: day }
  marina:   { name: Marina, crm: 13, schedule: night }
rules:
  - name: Calls
    if: { channel: call }
    method: priority
    members: { ursula: 1, nadezhda: 2, marina: 1 }
    limits: { member: { hour: 6 } }
    taken: { within: 20m, by: [note], then: next, max_transfers: 2, fallback: { on_duty: marina } }
    handover: { at_shift_end: all, on_duty_off: untouched, return: true }
  - name: Requests
    if: { channel: written }
    method: in_turn
    members: [ursula, marina]
    keep_owner: { of: [last], when: on_shift }
    taken: { within: 45m, by: [note], then: wait, turn_back: true }
    handover: { at_shift_end: untouched, on_duty_off: all, turn_back: false }
  - name: The rest
    method: in_turn
    when: { days: workdays, time: "09:00-17:00" }
    members: [nadezhda, marina]
    otherwise: { wait: { at_most: 5h, then: { on_duty: ursula } } }
`;

/** The same team, whose leads are shared by what everybody sells, at once and at night. */
export const sellers = team
  .replace("method: priority", "method: adaptive")
  .replace("members: { ursula: 1, nadezhda: 2, marina: 1 }", "members: [ursula, nadezhda, marina]")
  .replace("method: in_turn", "method: conversion")
  .replace("crm: 11,", "crm: 11, comfort: 4,");

export const managers = ["ursula", "nadezhda", "marina"] as const;
export type ManagerKey = (typeof managers)[number];

/** Their users in the CRM. */
export const userOf: Readonly<Record<ManagerKey, string>> = {
  ursula: "11",
  nadezhda: "12",
  marina: "13",
};
