import type { BlockHeader, ChainHeader, Hex } from '@mvm/protocol'

/** keccak256(rlp([])) */
const NO_OMMERS: Hex = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347'
/** sha256 of nothing (EIP-7685) */
const NO_REQUESTS: Hex = '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A DAC's header with the fields that are constant on every DAC (spec 2.1). */
export function dacHeader(header: BlockHeader): ChainHeader & BlockHeader {
  return {
    ...header,
    ommersHash: NO_OMMERS,
    difficulty: 0n,
    mixHash: header.prevRandao,
    nonce: `0x${'00'.repeat(8)}`,
    blobGasUsed: 0n,
    excessBlobGas: 0n,
    parentBeaconBlockRoot: `0x${'00'.repeat(32)}`,
    requestsHash: NO_REQUESTS,
  }
}
