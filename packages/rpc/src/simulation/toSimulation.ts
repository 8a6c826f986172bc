import { asAddress } from '@mvm/protocol'
import { resolveBlock } from '../chain/resolveBlock.ts'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import type { BlockReference } from '../parameter/BlockReference.ts'
import type { CallArguments } from '../parameter/readCall.ts'
import type { StateOverrides } from '../parameter/readStateOverrides.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { BlockOverride, CallMessage, SimulationRequest } from '../port/StatePort.ts'

const ZERO_ADDRESS = asAddress(`0x${'00'.repeat(20)}`)
const NO_OVERRIDES: StateOverrides = new Map()

/** What a client asks to simulate. */
export interface SimulationArguments {
  readonly call: CallArguments
  readonly block: BlockReference
  readonly stateOverrides?: StateOverrides | undefined
  readonly blockOverride?: BlockOverride | undefined
}

/** Resolves the block and fills what the client left out; throws `HeaderNotFoundError`, {@link InvalidInputError}. */
export function toSimulation(ports: ChainPorts, asked: SimulationArguments): SimulationRequest {
  const { call, block, stateOverrides = NO_OVERRIDES, blockOverride = {} } = asked
  if (call.chainId !== undefined && call.chainId !== BigInt(ports.chainId)) {
    throw new InvalidInputError({
      problem: `chainId does not match node's (have=${call.chainId}, want=${ports.chainId})`,
    })
  }
  return {
    at: resolveBlock(ports.chain, block),
    isNextBlock: block.kind === 'tag' && block.tag === 'pending',
    message: toMessage(call),
    accountOverrides: stateOverrides,
    blockOverride,
  }
}

function toMessage(call: CallArguments): CallMessage {
  const { gasLimit, gasPrice, maxFeePerGas, maxPriorityFeePerGas, nonce } = call
  const { accessList, authorizationList } = call
  return {
    from: call.from ?? ZERO_ADDRESS,
    to: call.to ?? null,
    value: call.value ?? 0n,
    data: call.data ?? new Uint8Array(),
    ...(gasLimit === undefined ? {} : { gasLimit }),
    ...(gasPrice === undefined ? {} : { gasPrice }),
    ...(maxFeePerGas === undefined ? {} : { maxFeePerGas }),
    ...(maxPriorityFeePerGas === undefined ? {} : { maxPriorityFeePerGas }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(accessList === undefined ? {} : { accessList }),
    ...(authorizationList === undefined ? {} : { authorizationList }),
  }
}
