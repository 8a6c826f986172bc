import { type ContentStore, describeStep, Kind, type MachineState } from '../../src/index.ts'

const kindNames = Object.keys(Kind)
const endings = ['halted', 'succeeded', 'reverted']

/** What a step is and what came of it: kind, opcode and outcome, without the form of its witness. */
export function classOfStep(
  before: MachineState,
  after: MachineState,
  store: ContentStore,
): string {
  const { kind, opcode } = describeStep(before, store)
  const name = opcode === undefined ? kind : `${kind} 0x${opcode.toString(16).padStart(2, '0')}`
  return `${name} → ${outcomeOf(before, after)}`
}

function outcomeOf(before: MachineState, after: MachineState): string {
  const next = kindNames[after.kind] as string
  if (before.kind === Kind.HALT || after.kind === Kind.HALT) return next
  const ending = before.kind === Kind.FRAME_EXIT ? before : after
  const outcome =
    before.kind === Kind.FRAME_EXIT || after.kind === Kind.FRAME_EXIT
      ? ` ${endings[Number(ending.pending?.words[0])]}`
      : ''
  const [from, to] = [before.frame?.depth ?? 0, after.frame?.depth ?? 0]
  const move = from === to ? '' : from < to ? ' inwards' : ' outwards'
  return `${next}${outcome}${move}`
}
