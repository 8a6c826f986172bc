import { type ContentStore, Kind, opcodeRules, type RunningState } from '../../src/index.ts'
import { countAt } from '../../src/step/pendingOf.ts'
import { observeCallEnter } from './observeCallEnter.ts'
import { observeCopy } from './observeCopy.ts'
import { observeCreateEnter } from './observeCreateEnter.ts'
import { observeFrameExit } from './observeFrameExit.ts'
import { observeKeccak } from './observeKeccak.ts'
import { observeOpcode } from './observeOpcode.ts'
import { observePrecompile } from './observePrecompile.ts'

type Observe = (
  before: RunningState,
  after: RunningState,
  store: ContentStore,
) => readonly string[] | null

/** By kind; those without are steps outside of frames, which `outcomesOf` tells. */
const observers: Readonly<Partial<Record<keyof typeof Kind, Observe>>> = {
  EXEC: observeOpcode,
  PRECOMPILE: observePrecompile,
  CALL_ENTER: observeCallEnter,
  CREATE_ENTER: observeCreateEnter,
  COPY: observeCopy,
  KECCAK: observeKeccak,
  FRAME_EXIT: observeFrameExit,
}

const kindNames = Object.keys(Kind) as (keyof typeof Kind)[]

/** The cells that a step in a frame met, by nothing but its states. */
export function observeStep(
  before: RunningState,
  after: RunningState,
  store: ContentStore,
): readonly string[] {
  const kind = kindNames[before.kind] as keyof typeof Kind
  const met = observers[kind]?.(before, after, store) ?? []
  return met.map((outcome) => `${nameOf(kind, before, store)}: ${outcome}`)
}

function nameOf(
  kind: keyof typeof Kind,
  { frame, pending }: RunningState,
  store: ContentStore,
): string {
  if (kind === 'EXEC' && frame !== null) {
    const opcode = store.code(frame.codeHash)[frame.pc] ?? 0
    return opcodeRules[opcode]?.name ?? `byte ${opcode}`
  }
  if (kind === 'PRECOMPILE' && pending !== null) return `precompile ${countAt(pending, 0)}`
  return kind
}
