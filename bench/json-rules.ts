/** Rule matching by the npm library json-rules-engine, on rules equal to those of `teamOf`. */
import { Engine } from "json-rules-engine";
import { secondsOf } from "./report.ts";
import { factsOf, partner } from "./team.ts";

/** Each lead is given to the engine, which stops at the first rule that matches, as ours does. */
export async function engineMatchesPerSecond(rules: number, leads: number): Promise<number> {
  const engine = engineOf(rules);
  const from = process.cpuUsage();
  for (let lead = 0; lead < leads; lead += 1) {
    const { events } = await engine.run(factsOf(lead));
    if (events[0]?.type !== `rule ${rules - 1}`) throw new Error("every lead has its rule");
  }
  return leads / secondsOf(process.cpuUsage(from));
}

function engineOf(rules: number): Engine {
  const engine = new Engine();
  for (let index = 0; index < rules; index += 1) {
    const isLast = index === rules - 1;
    engine.addRule({
      // Higher priorities are asked first; the library has no windows.
      priority: rules - index,
      conditions: {
        all: isLast
          ? []
          : [
              { fact: "source", operator: "equal", value: partner(index) },
              { fact: "channel", operator: "equal", value: "written" },
            ],
      },
      event: { type: `rule ${index}` },
      onSuccess: () => engine.stop(),
    });
  }
  return engine;
}
