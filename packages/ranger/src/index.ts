export { OwnChain, type OwnState } from './chain/OwnChain.ts'
export { checkSegment } from './segment/checkSegment.ts'
export type { SegmentClaim } from './segment/SegmentClaim.ts'
export type {
  SegmentDifferent,
  SegmentEqual,
  SegmentUnchecked,
  SegmentVerdict,
} from './segment/SegmentVerdict.ts'
export { MalformedWitnessError } from './witness/MalformedWitnessError.ts'
export { parseWitness } from './witness/parseWitness.ts'
export type { SegmentWitness } from './witness/SegmentWitness.ts'
export { WitnessIncompleteError } from './witness/WitnessIncompleteError.ts'
export { WitnessReader } from './witness/WitnessReader.ts'
