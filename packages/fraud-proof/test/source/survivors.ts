/** A mutant that no test can tell from the verifier, or that makes no difference to a dispute. */
export interface Survivor {
  /** How the path of the source ends. */
  readonly file: string
  /** Part of the line as it is. */
  readonly before: string
  /** Part of the line as the mutant has it, where not every change of the line is meant. */
  readonly after?: string
  readonly reason: string
}

export const survivors: readonly Survivor[] = [
  {
    file: 'step/PrecompileStep.sol',
    before: 'constant CALL_GAS',
    reason: 'a little more gas than any call needs makes no difference',
  },
  {
    file: 'step/PrecompileStep.sol',
    before: 'constant CALL_RESERVE',
    reason: 'the same; gasSweep.test.ts takes the check away',
  },
  { file: 'step/PrecompileStep.sol', before: 'left >= CALL_GAS', reason: 'the same' },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (size > words[5] - words[6])',
    after: '>=',
    reason: 'of two equal sizes either is the lesser',
  },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (length > chunk.length)',
    after: '>=',
    reason: 'of two equal lengths either is the lesser',
  },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (done >= words[3]) return',
    reason: 'of a source that just ended the rest is empty, which is read as zeros too',
  },
]
