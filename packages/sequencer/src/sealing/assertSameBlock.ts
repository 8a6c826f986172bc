import type { BlockHeader } from '@mvm/protocol'
import type { BlockFacts } from '../port/ChainPort.ts'
import { type BlockDifference, SealedBlockMismatchError } from './SealedBlockMismatchError.ts'

/** Every field of a header: the compiler asks for one that is missing. */
const headerFields: Readonly<Record<keyof BlockHeader, true>> = {
  parentHash: true,
  coinbase: true,
  stateRoot: true,
  transactionsRoot: true,
  receiptsRoot: true,
  logsBloom: true,
  number: true,
  gasLimit: true,
  gasUsed: true,
  timestamp: true,
  extraData: true,
  prevRandao: true,
  baseFeePerGas: true,
  withdrawalsRoot: true,
}

/** Throws {@link SealedBlockMismatchError} unless both runs made the same block (spec 6.2). */
export function assertSameBlock(sealed: BlockFacts, verified: BlockFacts): void {
  const differences: BlockDifference[] = []
  const compare = (field: string, a: unknown, b: unknown) => {
    if (a !== b) differences.push({ field, sealed: String(a), verified: String(b) })
  }
  compare('hash', sealed.hash, verified.hash)
  compare('outputRoot', sealed.outputRoot, verified.outputRoot)
  for (const field of Object.keys(headerFields) as (keyof BlockHeader)[]) {
    compare(field, sealed.header[field], verified.header[field])
  }
  if (differences.length === 0) return
  throw new SealedBlockMismatchError({
    blockNumber: sealed.header.number,
    sealedHash: sealed.hash,
    verifiedHash: verified.hash,
    differences,
  })
}
