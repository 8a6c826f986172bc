/** Segments of a state batch of so many blocks; the last may be shorter (spec 5.3). */
export function segmentCount(blockCount: number, segmentLength: number): number {
  return Math.ceil(blockCount / segmentLength)
}
