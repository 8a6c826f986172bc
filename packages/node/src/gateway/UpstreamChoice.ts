import { setTimeout as delay } from 'node:timers/promises'
import type { Upstream, UpstreamState } from './Upstream.ts'

const CHECK_INTERVAL_MS = 500
/** For how long nodes are asked about a DAC that nobody asks for any more. */
const FORGET_MS = 60_000

interface DacChoice {
  readonly states: UpstreamState[]
  readonly checked: Promise<void>
  chosen: number
  askedAtMs: number
}

/** Which node serves a DAC: always the same one, so that a client reads what it wrote, until that is not ready. */
export class UpstreamChoice {
  readonly #upstreams: readonly Upstream[]
  readonly #dacs = new Map<string, DacChoice>()

  constructor(upstreams: readonly Upstream[]) {
    this.#upstreams = upstreams
  }

  /** `undefined` when no node is ready for the DAC. */
  async of(slug: string): Promise<Upstream | undefined> {
    const dac = this.#dacs.get(slug) ?? this.#begin(slug)
    dac.askedAtMs = Date.now()
    await dac.checked
    const { states } = dac
    if (states[dac.chosen] !== 'ready') {
      const ready = states.indexOf('ready')
      // What nobody knows, any node explains best.
      const next = ready >= 0 ? ready : states.indexOf('unknown')
      if (next < 0) return undefined
      dac.chosen = next
    }
    return this.#upstreams[dac.chosen]
  }

  /** A node has not answered: it serves nothing until it says again that it is ready. */
  lost(upstream: Upstream): void {
    const index = this.#upstreams.indexOf(upstream)
    for (const { states } of this.#dacs.values()) states[index] = 'down'
  }

  /** Keeps asking the nodes until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const [slug, dac] of this.#dacs) {
        if (dac.askedAtMs < Date.now() - FORGET_MS) this.#dacs.delete(slug)
        else void this.#check(slug, dac.states)
      }
      await delay(CHECK_INTERVAL_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  #begin(slug: string): DacChoice {
    const states: UpstreamState[] = this.#upstreams.map(() => 'down')
    const checked = this.#check(slug, states)
    const dac = { states, checked, chosen: 0, askedAtMs: Date.now() }
    this.#dacs.set(slug, dac)
    return dac
  }

  async #check(slug: string, states: UpstreamState[]): Promise<void> {
    await Promise.all(
      this.#upstreams.map(async (upstream, index) => {
        states[index] = await upstream.check(slug)
      }),
    )
  }
}
