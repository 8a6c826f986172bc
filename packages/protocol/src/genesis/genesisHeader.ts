import { asAddress } from '../account/Address.ts'
import type { BlockHeader } from '../block/BlockHeader.ts'
import { blockExtraData } from '../block/blockExtraData.ts'
import { EMPTY_ACCUMULATOR } from '../block/EMPTY_ACCUMULATOR.ts'
import { BASE_FEE_FLOOR } from '../block/nextBaseFee.ts'
import { asHash } from '../hash/Hash.ts'
import { GENESIS_MESSAGE_PASSER_STORAGE_ROOT, GENESIS_STATE_ROOT } from './genesisRoots.ts'

const ZERO_WORD = `0x${'00'.repeat(32)}`

/** Header of a DAC's block 0 (spec 2.1): only `extraData` differs from one DAC to another. */
export function genesisHeader(chainId: number): BlockHeader {
  return {
    parentHash: asHash(ZERO_WORD),
    coinbase: asAddress(`0x${'00'.repeat(20)}`),
    stateRoot: GENESIS_STATE_ROOT,
    transactionsRoot: EMPTY_ACCUMULATOR,
    receiptsRoot: EMPTY_ACCUMULATOR,
    logsBloom: `0x${'00'.repeat(256)}`,
    number: 0,
    gasLimit: 30_000_000n,
    gasUsed: 0n,
    timestamp: 0,
    extraData: blockExtraData(chainId),
    prevRandao: asHash(ZERO_WORD),
    baseFeePerGas: BASE_FEE_FLOOR,
    withdrawalsRoot: GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
  }
}
