import { setTimeout as delay } from 'node:timers/promises'
import type { Upstream, UpstreamState } from './Upstream.ts'

const CHECK_INTERVAL_MS = 500
/** For how long nodes are asked about a DAC that nobody asks for any more. */
const FORGET_MS = 60_000
/** Names at a time that are asked about and that no node knows. */
const MAX_UNKNOWN = 64

interface DacChoice {
  readonly states: UpstreamState[]
  checked: Promise<void>
  isChecking: boolean
  chosen: number
  askedAtMs: number
}

/** Which node serves a DAC: always the same one, so that a client reads what it wrote, until another is ready and it is not. */
export class UpstreamChoice {
  readonly #upstreams: readonly Upstream[]
  readonly #dacs = new Map<string, DacChoice>()

  constructor(upstreams: readonly Upstream[]) {
    this.#upstreams = upstreams
  }

  /** How many names are asked about: those of DACs, and a few that somebody has made up. */
  get nameCount(): number {
    return this.#dacs.size
  }

  /** `undefined` when no node is ready for the DAC. */
  async of(slug: string): Promise<Upstream | undefined> {
    const dac = this.#dacOf(slug)
    dac.askedAtMs = Date.now()
    await dac.checked
    const { states } = dac
    for (const state of ['ready', 'reads only', 'unknown'] as const) {
      if (states[dac.chosen] === state) break
      const next = states.indexOf(state)
      // What nobody knows, any node explains best.
      if (next < 0) continue
      dac.chosen = next
      break
    }
    const chosen = states[dac.chosen]
    return chosen === 'down' || chosen === 'catching up' ? undefined : this.#upstreams[dac.chosen]
  }

  /** Whether a node is as good for a DAC as any. */
  isReady(slug: string, upstream: Upstream): boolean {
    return this.#dacOf(slug).states[this.#upstreams.indexOf(upstream)] === 'ready'
  }

  /** The other nodes that serve a DAC, those first that take transactions. */
  others(slug: string, than: Upstream): readonly Upstream[] {
    const states = this.#dacs.get(slug)?.states ?? []
    const inState = (state: UpstreamState) =>
      this.#upstreams.filter((upstream, i) => upstream !== than && states[i] === state)
    return [...inState('ready'), ...inState('reads only')]
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
        const isOld = dac.askedAtMs < Date.now() - FORGET_MS
        if (isOld || (isUnknown(dac) && !dac.isChecking)) this.#dacs.delete(slug)
        else if (!dac.isChecking) void this.#check(slug, dac)
      }
      await delay(CHECK_INTERVAL_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** That of another DAC when too many names are asked for that nobody knows: nodes are the same for most. */
  #dacOf(slug: string): DacChoice {
    const known = this.#dacs.get(slug)
    if (known !== undefined) return known
    const isFull = [...this.#dacs.values()].filter(isUnknown).length >= MAX_UNKNOWN
    return isFull && slug !== '' ? this.#dacOf('') : this.#begin(slug)
  }

  #begin(slug: string): DacChoice {
    const dac: DacChoice = {
      states: this.#upstreams.map(() => 'down'),
      checked: Promise.resolve(),
      isChecking: false,
      chosen: 0,
      askedAtMs: Date.now(),
    }
    dac.checked = this.#check(slug, dac)
    this.#dacs.set(slug, dac)
    return dac
  }

  async #check(slug: string, dac: DacChoice): Promise<void> {
    dac.isChecking = true
    await Promise.all(
      this.#upstreams.map(async (upstream, index) => {
        dac.states[index] = await upstream.check(slug)
      }),
    )
    dac.isChecking = false
  }
}

/** No node has said that there is such a DAC. */
function isUnknown({ states }: DacChoice): boolean {
  return states.every((state) => state === 'unknown' || state === 'down')
}
