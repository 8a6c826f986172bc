import { chainBlockSize } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatHeader } from './formatHeader.ts'
import { quantity } from './quantity.ts'

/** An ommer as a block without contents, or `null` where there is none. */
export function formatOmmer(ommer: SealedHeader | undefined): Json {
  if (ommer === undefined) return null
  const { header } = ommer
  const size = chainBlockSize({ header, transactions: [], ommers: [], withdrawals: null })
  return { ...formatHeader(ommer), size: quantity(size), uncles: [] }
}
