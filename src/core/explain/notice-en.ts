import type { Cause } from "#core/decision.ts";
import { lasting } from "./lasting.ts";
import { type Catalogue, named } from "./notice-scene.ts";

/** Why the lead has come, told to whoever has it now; `name` had it before. */
const came: Readonly<Record<Cause, (name: string) => string>> = {
  new: () => "it is your turn",
  released: () => "the wait is over",
  not_taken: (name) => `${name} did not begin with it in time`,
  handover: (name) => `${name}'s shift has ended`,
  duty_off: (name) => `${name} is off duty`,
  returned: () => "your shift has begun",
  manual: () => "it was given by hand",
};

/** The same of several leads; without a name where they are from several people, or from nobody. */
const manyCame: Readonly<Record<Cause, (name: string | null) => string>> = {
  new: () => "it is your turn",
  released: () => "the wait is over",
  not_taken: () => "work on them did not begin in time",
  handover: (name) => (name === null ? "a shift has ended" : `${name}'s shift has ended`),
  duty_off: (name) => `${name ?? "whoever had them"} is off duty`,
  returned: () => "your shift has begun",
  manual: (name) => `they were given by hand${name === null ? "" : ` (${name} had them before)`}`,
};

/** Why the lead has gone, told to whoever had it. */
const went: Readonly<Record<Cause, string>> = {
  new: "it was shared out anew",
  released: "it was shared out anew",
  not_taken: "work on it did not begin in time",
  handover: "your shift has ended",
  duty_off: "you are off duty",
  returned: "the shift of whoever had it before has begun",
  manual: "it was given by hand",
};

const manyWent: Readonly<Record<Cause, string>> = {
  ...went,
  new: "they were shared out anew",
  released: "they were shared out anew",
  not_taken: "work on them did not begin in time",
  manual: "they were given by hand",
};

const nowWith = (name: string | null) =>
  name === null ? "it waits for somebody who can take it" : `${name} has it now`;

const inARow = (count: number) =>
  count === 1 ? "work on a lead did not begin" : `${count} leads in a row were let lie`;

const kept = {
  transfers: "it may not be passed on any more",
  everybody_missed: "everybody has had it already",
  leave: "its rule says to leave it",
} as const;

export const english: Catalogue = {
  assigned({ cause, from, leads }, scene) {
    const { lead } = scene;
    const name = named(from, scene);
    if (leads !== undefined) {
      const title = `${leads.length} leads are yours now`;
      return { title, text: `${title}: ${manyCame[cause](name)}.` };
    }
    if (name === null) return { title: `New lead: ${lead}`, text: `A new lead is yours: ${lead}.` };
    return {
      title: `Lead ${lead} is yours now`,
      text: `Lead ${lead} is yours now: ${came[cause](name)}.`,
    };
  },
  taken_away({ cause, to, leads }, scene) {
    const { lead } = scene;
    if (leads !== undefined) {
      const title = `${leads.length} leads are no longer yours`;
      const name = named(to, scene);
      const now = name === null ? "" : `, ${name} has them now`;
      return { title, text: `${title}: ${manyWent[cause]}${now}.` };
    }
    return {
      title: `Lead ${lead} is no longer yours`,
      text: `Lead ${lead} is no longer yours: ${went[cause]}, ${nowWith(named(to, scene))}.`,
    };
  },
  not_taken_warning: ({ until }, { lead, when, left }) => ({
    title: `${left(until)} left: begin with lead ${lead}`,
    text: `Nobody works on lead ${lead} yet. Begin with it in time (${when(until)}), or somebody else receives it.`,
  }),
  not_taken({ minutes, to }, scene) {
    const { lead } = scene;
    const within = minutes === 0 ? "in time" : `within ${lasting(minutes * 60_000, "en")}`;
    return {
      title: `Work on lead ${lead} did not begin`,
      text: `Work on lead ${lead} did not begin ${within}: ${nowWith(named(to, scene))}.`,
    };
  },
  offer: ({ until }, { lead, left }) => ({
    title: `Will you take lead ${lead}?`,
    text: `Lead ${lead} is offered to you. The first who accepts has it; ${left(until)} left.`,
  }),
  offer_gone({ to }, scene) {
    const { lead } = scene;
    const name = named(to, scene);
    const end = name === null ? "nobody accepted it" : `${name} has it`;
    return { title: `The offer is over: ${lead}`, text: `The offer of ${lead} is over: ${end}.` };
  },
  waiting_long: ({ since: from }, { lead, since }) => ({
    title: `Lead ${lead} has waited for ${since(from)}`,
    text: `Lead ${lead} has waited for ${since(from)}: nobody can take it. Give it by hand, or call somebody on duty.`,
  }),
  kept_though_missed: ({ manager, why }, { lead, nameOf }) => ({
    title: `Nobody begins with lead ${lead}`,
    text: `Nobody begins with lead ${lead}, and ${kept[why]}. It stays with ${nameOf(manager)}: decide who is to have it.`,
  }),
  stopped_fight: ({ flips }, { lead }) => ({
    title: `Two programs fight over lead ${lead}`,
    text: `Somebody else keeps changing the owner of lead ${lead} (${flips} ${flips === 1 ? "time" : "times"}). We do not move it any more: look at the robots of the CRM.`,
  }),
  paused_by_system({ manager, missed, until }, { isOwn, nameOf, when }) {
    const end = until === null ? "" : ` The pause ends ${when(until)}.`;
    if (isOwn) {
      return {
        title: "You are paused",
        text: `You are paused: ${inARow(missed)}. Come back on duty when you can take leads.${end}`,
      };
    }
    const name = nameOf(manager);
    return { title: `${name} is paused`, text: `${name} is paused: ${inARow(missed)}.${end}` };
  },
  not_at_work: ({ manager, since: from }, { nameOf, when }) => ({
    title: `${nameOf(manager)} is not there`,
    text: `${nameOf(manager)} is on shift by schedule (it began ${when(from)}), but neither on duty nor in the CRM.`,
  }),
  returned({ from, leads }, scene) {
    const { lead } = scene;
    const name = named(from, scene);
    if (leads !== undefined) {
      const title = `${leads.length} leads are yours again`;
      return { title, text: `${title}: your shift has begun.` };
    }
    const meanwhile = name === null ? "" : ` Meanwhile ${name} had it.`;
    return {
      title: `Lead ${lead} is yours again`,
      text: `Lead ${lead} is yours again: your shift has begun.${meanwhile}`,
    };
  },
};
