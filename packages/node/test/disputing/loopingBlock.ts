import { blockOfOneCall, word } from '../../../fraud-proof/test/block/blockOfOneCall.ts'
import type { TraceRequest } from '../../src/disputing/TraceRequest.ts'
import { LevelOwnState } from '../../src/ranging/LevelOwnState.ts'

/** JUMPDEST; what is left of the gas goes into slot 1; again. */
const LOOP = Uint8Array.from([0x5b, 0x5a, 0x60, 0x01, 0x55, 0x60, 0x00, 0x56])

/**
 * What the trace is made of of a block with one transaction that writes the same slot until its gas is used up. Puts the
 * state before it into a folder.
 */
export async function loopingBlock(folder: string, gasLimit: bigint): Promise<TraceRequest> {
  const storage = new Map([[word(1), word(1)]])
  const { written, start, sources } = blockOfOneCall({ code: LOOP, storage, gasLimit })
  const state = await LevelOwnState.open(folder)
  await state.add(written)
  await state.close()
  return { state: { kind: 'own', folder }, start, sources }
}
