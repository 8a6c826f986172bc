import { InvalidArgumentError } from 'commander'

export interface SegmentName {
  readonly stateBatchIndex: number
  /** Counted from 0 within the state batch. */
  readonly segment: number
}

/** A segment of a state batch, as `mvm ranger duties` names it: `5/0`. */
export function readSegment(text: string): SegmentName {
  const [, stateBatch, segment] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  const name = { stateBatchIndex: Number(stateBatch), segment: Number(segment) }
  if (!Number.isSafeInteger(name.stateBatchIndex) || !Number.isSafeInteger(name.segment)) {
    throw new InvalidArgumentError('A segment is <state batch>/<number in it>, such as 5/0.')
  }
  return name
}
