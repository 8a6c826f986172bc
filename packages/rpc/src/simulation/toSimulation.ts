import type { BlockOverride } from '@mvm/protocol'
import { resolveBlock } from '../chain/resolveBlock.ts'
import type { BlockReference } from '../parameter/BlockReference.ts'
import type { CallArguments } from '../parameter/readCall.ts'
import type { StateOverrides } from '../parameter/readStateOverrides.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { SimulationRequest } from '../port/StatePort.ts'
import { checkCall } from './checkCall.ts'
import { toMessage } from './toMessage.ts'

const NO_OVERRIDES: StateOverrides = new Map()

/** What a client asks to simulate. */
export interface SimulationArguments {
  readonly call: CallArguments
  readonly block: BlockReference
  readonly stateOverrides?: StateOverrides | undefined
  readonly blockOverride?: BlockOverride | undefined
  readonly timeLimitMs?: number
}

/** Resolves the block and fills what the client left out; throws `HeaderNotFoundError` and what `checkCall` throws. */
export function toSimulation(ports: ChainPorts, asked: SimulationArguments): SimulationRequest {
  const { call, block, stateOverrides = NO_OVERRIDES, blockOverride = {}, timeLimitMs } = asked
  checkCall(ports, call)
  return {
    at: resolveBlock(ports.chain, block),
    isNextBlock: block.kind === 'tag' && block.tag === 'pending',
    message: toMessage(call),
    accountOverrides: stateOverrides,
    blockOverride,
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
  }
}
