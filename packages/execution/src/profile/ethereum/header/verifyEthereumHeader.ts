import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'
import type { EthereumProfile } from '../../Profile.ts'
import { blobParametersOf } from '../blobParametersOf.ts'
import { GAS_PER_BLOB } from '../GAS_PER_BLOB.ts'
import { InvalidBlockError } from '../InvalidBlockError.ts'
import { EMPTY_OMMERS_HASH } from './EMPTY_OMMERS_HASH.ts'
import type { EthereumHeader } from './EthereumHeader.ts'
import type { EthereumParent } from './EthereumParent.ts'
import { ethereumBaseFee } from './ethereumBaseFee.ts'
import { ethereumDifficulty } from './ethereumDifficulty.ts'
import { excessBlobGas } from './excessBlobGas.ts'

const MAX_EXTRA_DATA = 32
const MIN_GAS_LIMIT = 5_000n
/** A block's gas limit differs from its parent's by less than a 1,024th. */
const GAS_LIMIT_BOUND = 1_024n
/** EIP-1559: London's first block has twice its parent's gas limit, and its target is what the limit was. */
const ELASTICITY = 2n
const NO_NONCE = `0x${'00'.repeat(8)}`

/** The fields that an upgrade added. */
const addedFields = [
  ['baseFeePerGas', 'london'],
  ['withdrawalsRoot', 'shanghai'],
  ['blobGasUsed', 'cancun'],
  ['excessBlobGas', 'cancun'],
  ['parentBeaconBlockRoot', 'cancun'],
  ['requestsHash', 'prague'],
] as const satisfies readonly (readonly [keyof EthereumHeader, Fork])[]

/**
 * Checks all of a header that follows from its parent and the rules without executing anything. The seal of
 * proof of work (`mixHash`, `nonce`) is not checked. Throws {@link InvalidBlockError}.
 */
export function verifyEthereumHeader(
  header: EthereumHeader,
  parent: EthereumParent,
  profile: EthereumProfile,
): void {
  const fork = profile.forkAt(header)
  const require = (
    isValid: boolean,
    field: keyof EthereumHeader,
    expected: string | number | bigint,
  ): void => {
    if (isValid) return
    const found = String(header[field] ?? 'missing')
    throw new InvalidBlockError({
      blockNumber: header.number,
      field,
      expected: String(expected),
      found,
    })
  }
  const requireValue = <F extends keyof EthereumHeader>(
    field: F,
    expected: EthereumHeader[F],
  ): void => require(header[field] === expected, field, expected ?? 'missing')

  requireValue('parentHash', parent.hash)
  requireValue('number', parent.header.number + 1)
  require(header.timestamp >
    parent.header.timestamp, 'timestamp', `after ${parent.header.timestamp}`)
  const extraSize = (header.extraData.length - 2) / 2
  require(extraSize <= MAX_EXTRA_DATA, 'extraData', `at most ${MAX_EXTRA_DATA} bytes`)
  for (const [field, since] of addedFields) {
    const isExpected = isSince(fork, since)
    require(isExpected === (header[field] !== null), field, isExpected ? 'present' : 'missing')
  }

  const isFirstOfLondon = isSince(fork, 'london') && parent.header.baseFeePerGas === null
  const before = parent.header.gasLimit * (isFirstOfLondon ? ELASTICITY : 1n)
  const distance = header.gasLimit > before ? header.gasLimit - before : before - header.gasLimit
  const bound = before / GAS_LIMIT_BOUND
  require(distance < bound &&
    header.gasLimit >=
      MIN_GAS_LIMIT, 'gasLimit', `less than ${bound} from ${before} and at least ${MIN_GAS_LIMIT}`)
  require(header.gasUsed <= header.gasLimit, 'gasUsed', `at most ${header.gasLimit}`)
  if (isSince(fork, 'london')) requireValue('baseFeePerGas', ethereumBaseFee(parent.header))

  if (isSince(fork, 'paris')) {
    requireValue('difficulty', 0n)
    require(header.nonce === NO_NONCE, 'nonce', NO_NONCE)
    requireValue('ommersHash', EMPTY_OMMERS_HASH)
  } else {
    const bombDelay = profile.bombDelayAt?.(header.number) ?? 0
    requireValue('difficulty', ethereumDifficulty(parent.header, header.timestamp, fork, bombDelay))
  }
  if (!isSince(fork, 'cancun')) return
  const blobs = profile.blobsAt?.(header) ?? blobParametersOf(fork)
  requireValue('excessBlobGas', excessBlobGas(parent.header, fork, blobs))
  const blobGasUsed = header.blobGasUsed ?? 0n
  const maxBlobGas = BigInt(blobs.max) * GAS_PER_BLOB
  require(blobGasUsed <= maxBlobGas &&
    blobGasUsed % GAS_PER_BLOB ===
      0n, 'blobGasUsed', `a multiple of ${GAS_PER_BLOB} up to ${maxBlobGas}`)
}
