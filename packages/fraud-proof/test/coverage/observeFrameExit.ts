import { Kind, type RunningState } from '../../src/index.ts'
import { readRange } from '../../src/memory/readRange.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { countAt, pendingOf, treeAt } from '../../src/step/pendingOf.ts'

const MAX_CODE = 24_576
const CODE_BYTE_GAS = 200n
const RESERVED_BYTE = 0xef

/** What a FRAME_EXIT step ended, how, and what became of the output. */
export function observeFrameExit(before: RunningState, after: RunningState): readonly string[] {
  const { frame, pending } = pendingOf(before)
  const outcome = countAt(pending, 0)
  const length = countAt(pending, 3)
  const what = `${frame.parent === null ? 'the outermost' : 'a'} ${frame.isCreate ? 'creation' : 'call'}`
  const ended = endOf(after, frame.parent === null)
  if (ended === null) return [`${what} that goes on as kind ${after.kind}`]
  if (outcome === ExitOutcome.HALTED) {
    const output = length > 0 ? ', with an output' : ''
    return [ended.hasSucceeded ? `${what}, succeeded though halted` : `${what}, halted${output}`]
  }
  if (outcome === ExitOutcome.REVERTED) {
    if (ended.hasSucceeded) return [`${what}, succeeded though reverted`]
    if (frame.parent === null) return [`${what}, reverted`]
    return [`${what}, reverted${outputOf(before, after)}`]
  }
  if (outcome !== ExitOutcome.SUCCEEDED) return [`${what} of outcome ${outcome}`]
  if (frame.isCreate) return [`${what} ${codeOf(before, ended.hasSucceeded)}`]
  if (!ended.hasSucceeded) return [`${what}, failed though it succeeded`]
  return [`${what}, with success${frame.parent === null ? '' : outputOf(before, after)}`]
}

/** What is told of the frame: to the transaction, or on the stack of the frame above; `null` if nothing that can be. */
function endOf(
  { kind, frame, pending }: RunningState,
  isOutermost: boolean,
): { readonly hasSucceeded: boolean } | null {
  if (isOutermost) {
    if (kind !== Kind.TX_FINALIZE) return null
    return { hasSucceeded: pending?.words[0] === ExitOutcome.SUCCEEDED }
  }
  if (kind !== Kind.EXEC && kind !== Kind.COPY) return null
  return frame?.stack == null ? null : { hasSucceeded: frame.stack.value !== 0n }
}

function outputOf(before: RunningState, after: RunningState): string {
  const { frame, pending } = pendingOf(before)
  const length = countAt(pending, 3)
  const isCopied = after.kind === Kind.COPY
  if (after.frame?.returndata.length !== length) return ', with another output'
  if (isCopied !== (length > 0 && frame.dstLength > 0)) return ', with an output that is lost'
  if (length === 0) return ', without output'
  return isCopied ? ', with an output that is wanted' : ', with an output that nobody wants'
}

function codeOf(before: RunningState, isDeployed: boolean): string {
  const { frame, pending } = pendingOf(before)
  const [offset, length] = [countAt(pending, 2), countAt(pending, 3)]
  const [first] = length === 0 ? [] : readRange(treeAt(pending, 1), offset, 1, null)
  const reasons = [
    ...(length > MAX_CODE ? ['too long a code'] : []),
    ...(CODE_BYTE_GAS * BigInt(length) > frame.gas ? ['a code that is not paid'] : []),
    ...(first === RESERVED_BYTE ? ['a code that is reserved'] : []),
  ]
  if (!isDeployed)
    return reasons.length === 0 ? 'failed for no reason' : `of ${reasons.join(' and ')}`
  if (reasons.length > 0) return `deployed though of ${reasons.join(' and ')}`
  return length === 0 ? 'of no code' : 'of some code'
}
