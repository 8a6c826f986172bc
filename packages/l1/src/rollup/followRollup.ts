import { pause } from '../client/pause.ts'
import { retryDelayMs } from '../client/retryDelayMs.ts'
import { isTransientL1Error } from '../error/isTransientL1Error.ts'
import { L1ReorganisedError } from '../error/L1ReorganisedError.ts'
import type { L1Follower } from '../follower/L1Follower.ts'
import type { L1HeadChange, L1Status } from '../follower/L1FollowerEvent.ts'
import { joinChanges } from './joinChanges.ts'
import type { RollupEvents } from './RollupEvents.ts'
import type { RollupReader } from './RollupReader.ts'

/** A change of L1's head together with what its blocks say about the DACs. */
export type RollupChange = L1HeadChange & { readonly events: RollupEvents }

export interface FollowRollupOptions {
  readonly follower: L1Follower
  readonly reader: RollupReader
  readonly signal: AbortSignal
  /** The longest wait between two tries to read. @default 5000 */
  readonly maxRetryDelayMs?: number
}

/**
 * Follows L1 and reads every block's events, until the signal is aborted. What cannot be read is read again; when L1
 * reorganises meanwhile, the change that is given covers both, so that a consumer never sees half of one. Throws
 * {@link L1HistoryLostError}.
 */
export async function* followRollup({
  follower,
  reader,
  signal,
  maxRetryDelayMs = 5000,
}: FollowRollupOptions): AsyncGenerator<RollupChange | L1Status, void, undefined> {
  let pending: L1HeadChange | null = null
  for await (const event of follower.events(signal)) {
    if (event.kind !== 'advanced' && event.kind !== 'reorganised') {
      yield event
      continue
    }
    pending = pending === null ? event : joinChanges(pending, event)
    for (let retry = 0; pending !== null; retry++) {
      try {
        const events = await reader.read(pending.blocks, signal)
        yield { ...pending, events }
        pending = null
      } catch (error) {
        if (signal.aborted) return
        // The follower will say where L1 went.
        if (error instanceof L1ReorganisedError) break
        if (!isTransientL1Error(error)) throw error
        const delay = { retry, firstDelayMs: 100, maxDelayMs: maxRetryDelayMs }
        await pause(retryDelayMs({ ...delay, random: Math.random }), signal).catch(() => undefined)
        if (signal.aborted) return
      }
    }
  }
}
