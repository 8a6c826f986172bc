import type { Address } from '@mvm/protocol'
import type { BlockContext } from '../../../../block/BlockContext.ts'
import type { ExecutionEngine, FrameOutcome } from '../../../../engine/ExecutionEngine.ts'
import type { Fork } from '../../../../engine/Fork.ts'
import type { WorldState } from '../../../../state/WorldState.ts'
import { precompileAddresses } from '../../../../transaction/precompileAddresses.ts'
import { ALL_PERMISSIONS } from '../../../ALL_PERMISSIONS.ts'

/** SYSTEM_ADDRESS of EIP-4788. */
const SYSTEM = '0xfffffffffffffffffffffffffffffffffffffffe' as Address
const SYSTEM_CALL_GAS = 30_000_000n

/** Calls a contract as the block itself, outside its gas (EIP-4788). `null` if there is no contract. */
export async function callSystemContract(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  fork: Fork,
  to: Address,
  data: Uint8Array,
): Promise<FrameOutcome | null> {
  if (world.code(to).length === 0) return null
  world.beginTransaction(precompileAddresses(fork))
  return engine.run(world, block, {
    caller: SYSTEM,
    to,
    value: 0n,
    data,
    gas: SYSTEM_CALL_GAS,
    gasPrice: 0n,
    blobVersionedHashes: [],
    permissions: { mask: ALL_PERMISSIONS, signer: SYSTEM },
  })
}
