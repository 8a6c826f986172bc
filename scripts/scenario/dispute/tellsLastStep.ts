import { isDeepStrictEqual } from 'node:util'
import { type ContractSource, encodeContractCall, type Game } from '@mvm/l1'
import type { Hex } from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'
import type { GameLogs } from '../ranger/readGameLogs.ts'
import type { TracedVerdict } from './traceAgain.ts'

export interface LastStep {
  readonly game: Game
  readonly logs: GameLogs
  readonly traced: Pick<TracedVerdict, 'step' | 'proof' | 'around'>
}

interface Told {
  readonly blockNumber: string
  readonly blockHash: string
}

interface ToldTrace extends Told {
  readonly states: readonly {
    readonly position: string
    readonly kind: string
    readonly opcode: string | null
    readonly stateHash: string
  }[]
}

interface ToldWitness extends Told {
  readonly position: string
  readonly kind: string
  readonly opcode: string | null
  readonly preHash: Hex
  readonly postHash: Hex
  readonly moduleId: Hex
  readonly tape: Hex
}

/**
 * Asks a node that keeps to the protocol for the step that a game has led to, holds what it says against the game, and has
 * L1 execute the step by nothing but the node's words.
 */
export async function tellsLastStep(
  rpcUrl: string,
  l1Url: string,
  { contracts }: Pick<ContractSource, 'contracts'>,
  { game, logs, traced }: LastStep,
): Promise<Readonly<Record<string, boolean>>> {
  const { position, startHash, endHash } = game.segment
  const [block, at] = [quantity(game.blockNumber), quantity(position)]
  const { hash } = (await rpcCall(rpcUrl, 'eth_getBlockByNumber', block, false)) as {
    readonly hash: string
  }
  const { step, proof, around } = traced
  const opcode = step.opcode === undefined ? null : quantity(step.opcode)
  const window = { position: at, count: quantity(around.length) }
  const trace = (await rpcCall(rpcUrl, 'mvm_executionTrace', block, window)) as ToldTrace
  const own = trace.states.find((state) => state.position === at)
  const told = trace.states.map((state) => [Number(state.position), state.stateHash])
  const isOfBlock = (answer: Told) => answer.blockNumber === block && answer.blockHash === hash

  const witness = (await rpcCall(rpcUrl, 'mvm_oneStepWitness', block, at)) as ToldWitness
  const { preHash, postHash, moduleId, tape } = witness
  const data = encodeContractCall('MVM_ExecutionManager', 'step', [preHash, at, moduleId, tape])
  const call = { to: contracts.executionManager, data }
  return {
    'a node shows the states around the last step': isDeepStrictEqual(
      told,
      around.map((state) => [state.position, state.stateHash]),
    ),
    'as those of its block, and says what the step does':
      isOfBlock(trace) && own?.kind === step.kind && own.opcode === opcode,
    'its witness begins where both sides agreed, and does not end where the liar did':
      preHash === startHash && postHash === proof.postHash && postHash !== endHash,
    'and names block, step and module':
      isOfBlock(witness) &&
      witness.position === at &&
      witness.kind === step.kind &&
      witness.opcode === opcode &&
      moduleId === quantity(proof.moduleId),
    'L1 executes the step by it, to what it had executed in the game':
      (await rpcCall(l1Url, 'eth_call', call, 'latest')) === postHash &&
      postHash === logs.executed?.postHash,
  }
}

function quantity(value: number): Hex {
  return `0x${value.toString(16)}`
}
