import type { FaultName } from '@mvm/execution'
import { Devnet, type Progress } from '@mvm/node'

/** Later than the stage, and the same for all faults. */
export const WRONG_BLOCK = 20

export interface LyingDevnetOptions {
  readonly fault: FaultName
  /** All of them are the same wrong machine. @default 1 */
  readonly sequencerCount?: number
  /** What the ranger checks. @default all */
  readonly duties?: 'all' | 'drawn'
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** A devnet whose sequencers are another machine from {@link WRONG_BLOCK} on, with a ranger and a follower that are not. */
export function startLyingDevnet(options: LyingDevnetOptions): Promise<Devnet> {
  const { fault, sequencerCount = 1, duties = 'all', progress, signal } = options
  return Devnet.start(
    {
      ...{ port: 0, l1Port: 0, dataFolder: undefined, dacCount: 1, sequencerCount },
      ...{ rangerCount: 1, duties, l1BlockTimeS: 1, windowSeconds: 120 },
      fault: { name: fault, fromBlock: WRONG_BLOCK },
    },
    progress,
    signal,
  )
}
