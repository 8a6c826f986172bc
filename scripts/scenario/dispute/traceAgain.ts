import { join } from 'node:path'
import type { FaultName } from '@mvm/execution'
import {
  BlockTrace,
  blockMachine,
  ContentStore,
  cutPositions,
  describeDifference,
  describeStep,
  faultyBlockMachine,
  hashState,
  initialState,
  isSignOf,
  keepSources,
  ROUNDS,
  type StateHash,
  type StepDescription,
  type StepProof,
} from '@mvm/fraud-proof'
import type { ContractSource, DacCreation, Game } from '@mvm/l1'
import { derivedTrace, LevelOwnState, readBatchesAgain } from '@mvm/node'
import type { GameLogs } from '../ranger/readGameLogs.ts'

export interface TracedGame {
  readonly fault: FaultName
  /** The first block that the liar's machine treats its own way. */
  readonly fromBlock: number
  readonly game: Game
  readonly logs: GameLogs
  readonly creation: DacCreation
  readonly source: ContractSource & { readonly signal: AbortSignal }
  /** Where a folder may be made for the time that this takes. */
  readonly dataFolder: string
}

export interface TracedVerdict {
  readonly step: StepDescription
  /** Of the true machine, as is all that follows. */
  readonly proof: StepProof
  /** The states before and after the last step, and their neighbours within the trace. */
  readonly around: readonly { readonly position: number; readonly stateHash: StateHash }[]
  readonly differingField: string | null
  readonly checks: Readonly<Record<string, boolean>>
}

/**
 * Goes through a disputed block once more, as the true machine does and as the liar's, from what L1 alone has, and holds
 * both against what was played: what the game was about is not taken from the players.
 */
export async function traceAgain(traced: TracedGame): Promise<TracedVerdict> {
  const { fault, fromBlock, game, logs, creation, source, dataFolder } = traced
  const { client, contracts, signal } = source
  const batches = readBatchesAgain({ client, contracts, creationOf: () => creation })
  const folder = join(dataFolder, 'trace')
  const { request, dispose } = await derivedTrace(game, client, { batches }, folder, signal)
  const state = await LevelOwnState.read(folder)
  try {
    const start = initialState(request.start)
    const storeOf = () => {
      const store = new ContentStore(state)
      keepSources(store, request.sources)
      return store
    }
    const store = storeOf()
    const ours = new BlockTrace(start, blockMachine(store), { signal })
    const liars = faultyBlockMachine(fault, storeOf(), { fromBlock })
    const theirs = new BlockTrace(start, liars, { signal })

    const { position, round, startHash, endHash } = game.segment
    const proof = ours.proofAt(position)
    const { preHash, postHash, moduleId } = proof
    const near = [position - 1, position, position + 1].filter((at) => at >= 0)
    const around = ours.hashesAt(near).map((stateHash, i) => ({
      ...{ position: near[i] as number, stateHash },
    }))
    const step = describeStep(ours.stateAt(position), store)
    const liarsEnd = theirs.stateAt(position + 1)
    const differingField = describeDifference(ours.stateAt(position + 1), liarsEnd)
    const { cuts, executed } = logs
    const isTheirs = cuts.every(({ position: from, round: cutRound, stateHashes, defender }) => {
      const own = theirs.hashesAt(cutPositions(from, cutRound))
      return defender === game.asserter && String(own) === String(stateHashes)
    })
    return {
      ...{ step, proof, around, differingField },
      checks: {
        'the liar stood by its whole trace': isTheirs && cuts.length === ROUNDS,
        'one step was left, and it is the first in which the machines differ':
          round === ROUNDS &&
          startHash === preHash &&
          startHash === hashState(theirs.stateAt(position)) &&
          endHash === hashState(liarsEnd) &&
          endHash !== postHash,
        'L1 executed it to the true machine’s state':
          executed?.position === position &&
          executed.moduleId === moduleId &&
          executed.postHash === postHash,
        'the step and what differs behind it are signs of the fault':
          differingField !== null && isSignOf({ fault, ...step, differingField }),
      },
    }
  } finally {
    await state.close()
    await dispose()
  }
}
