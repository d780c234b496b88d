import type { AccountControl } from "./control/account-control.ts";
import type { LeadRequest } from "./control/requests.ts";
import { drawOne, drawWeighted, type Random, seededRandom } from "./random.ts";
import {
  firstNames,
  lastInitials,
  securityPipeline,
  sourcesOf,
  trafficProfiles,
  utmSources,
} from "./traffic-words.ts";

export type Category = NonNullable<LeadRequest["category"]>;
export type TrafficMix = Readonly<Partial<Record<Category, number>>>;

export interface TrafficOptions {
  /** Subdomain. */
  readonly account: string;
  readonly perMinute: number;
  /** Weights of the ways in which leads come. */
  readonly mix?: TrafficMix | undefined;
  readonly seed?: number | undefined;
  readonly profile?: keyof typeof trafficProfiles | undefined;
}

export interface Traffic {
  readonly options: TrafficOptions;
  stop(): void;
  progress(): { running: boolean; perMinute: number; leads: number };
}

const ordinaryMix: TrafficMix = { sip: 30, forms: 35, chats: 25, mail: 5, plain: 5 };

/** Lets leads arrive at random moments, `perMinute` on average, until stopped. */
export function startTraffic(
  sandbox: { control(account: string): AccountControl },
  options: TrafficOptions,
): Traffic {
  const random = seededRandom(options.seed ?? 1);
  const meanGapMs = 60_000 / options.perMinute;
  const gapMs = () => -Math.log(1 - random()) * meanGapMs;
  let leads = 0;
  let nextAt = performance.now() + gapMs();
  let timer: NodeJS.Timeout | undefined;
  const wake = () => {
    while (nextAt <= performance.now()) {
      const control = sandbox.control(options.account);
      control.addLeads([trafficLead(random, control, options)]);
      leads += 1;
      nextAt += gapMs();
    }
    timer = setTimeout(wake, Math.max(1, nextAt - performance.now()));
  };
  timer = setTimeout(wake, nextAt - performance.now());
  return {
    options,
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
    progress: () => ({ running: timer !== undefined, perMinute: options.perMinute, leads }),
  };
}

/** A lead as it might come on an ordinary day; the same random stream gives the same leads. */
export function trafficLead(
  random: Random,
  control: AccountControl,
  { mix = ordinaryMix, profile = "school" }: Pick<TrafficOptions, "mix" | "profile">,
): LeadRequest {
  const category = drawWeighted(random, Object.entries(mix).map(weighted));
  const { requests, campaigns } = trafficProfiles[profile];
  const request = drawOne(random, requests);
  const name = `${drawOne(random, firstNames)} ${drawOne(random, lastInitials)}`;
  const digits = String(1_000_000 + Math.floor(random() * 9_000_000));
  const tracked = category === "forms" && random() < 0.6;
  const suspicious = random() < 0.05 && hasSecurityPipeline(control);
  return {
    category,
    name: category === "sip" ? `Звонок: ${name}` : request.title,
    price: request.price,
    source: drawOne(random, sourcesOf[category]),
    contact: { name, phone: `+79${20 + Math.floor(random() * 70)}${digits}` },
    responsible: category === "plain" || category === "mail" ? "default" : 0,
    ...(suspicious && { pipeline: securityPipeline }),
    ...(tracked && {
      utm: {
        source: drawOne(random, utmSources),
        medium: "cpc",
        campaign: drawOne(random, campaigns),
      },
    }),
  };
}

function weighted([item, weight]: [string, number]): { item: Category; weight: number } {
  return { item: item as Category, weight };
}

function hasSecurityPipeline({ tenant }: AccountControl): boolean {
  return [...tenant.account.pipelines.values()].some(({ name }) => name === securityPipeline);
}
