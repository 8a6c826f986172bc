import type { L1TransactionSender } from '@mvm/l1'
import { BatchesMissingError } from '@mvm/ranger'
import { GameHall } from '../disputing/GameHall.ts'
import { ThreadedTrace } from '../disputing/ThreadedTrace.ts'
import { TraceThread } from '../disputing/TraceThread.ts'
import type { DacRuntime } from './DacRuntime.ts'
import type { NodeParts } from './NodeParts.ts'

/** Where a sequencer stands by what it has asserted: it plays the disputes about its state batches. */
export function openGames(
  { client, deployment, logger }: NodeParts,
  sender: L1TransactionSender,
  dacOf: (chainId: number) => DacRuntime | undefined,
): GameHall {
  const { contracts } = deployment
  const threads = new TraceThread()
  return new GameHall({
    ...{ client, contracts, sender, logger },
    roleIn: ({ asserter }) => (asserter === sender.address ? 'asserter' : null),
    traceOf: async ({ chainId, blockNumber }, signal) => {
      const dac = dacOf(chainId)
      if (dac === undefined) throw new BatchesMissingError({ chainId, blockNumber })
      const request = await dac.traceOf(blockNumber, signal)
      return new ThreadedTrace(request, undefined, threads)
    },
  })
}
