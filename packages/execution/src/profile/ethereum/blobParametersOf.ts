import type { Fork } from '../../engine/Fork.ts'
import { isSince } from '../../engine/isSince.ts'
import type { BlobParameters } from './BlobParameters.ts'

const CANCUN: BlobParameters = { target: 3, max: 6, baseFeeUpdateFraction: 3_338_477n }
/** EIP-7691; Osaka did not change them. */
const PRAGUE: BlobParameters = { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n }

/** A fork's blob parameters where a chain does not set its own. */
export function blobParametersOf(fork: Fork): BlobParameters {
  return isSince(fork, 'prague') ? PRAGUE : CANCUN
}
