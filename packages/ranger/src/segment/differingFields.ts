import type { BlockHeader, OutputRoot } from '@mvm/protocol'
import { decodeWitnessedHeader } from './decodeWitnessedHeader.ts'

/** The fields in which the claimed block differs from the own one; `null` without the header that is claimed. */
export function differingFields(
  served: Uint8Array | undefined,
  claimedRoot: OutputRoot,
  own: BlockHeader,
): readonly (keyof BlockHeader)[] | null {
  const claimed = served === undefined ? null : decodeWitnessedHeader(served, claimedRoot)
  if (claimed === null) return null
  return (Object.keys(own) as (keyof BlockHeader)[]).filter(
    (field) => own[field] !== claimed.header[field],
  )
}
