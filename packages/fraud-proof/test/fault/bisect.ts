import {
  type BlockTrace,
  cutPositions,
  type Position,
  partLength,
  pickedPart,
  ROUNDS,
} from '../../src/index.ts'

/** The step to which a game leads when one side stands by one trace and the other by another (spec 4.1). */
export function bisect(honest: BlockTrace, lying: BlockTrace): Position {
  let position: Position = 0
  for (let round = 0; round < ROUNDS; round++) {
    const cuts = cutPositions(position, round)
    position += pickedPart(lying.hashesAt(cuts), honest.hashesAt(cuts)) * partLength(round)
  }
  return position
}
