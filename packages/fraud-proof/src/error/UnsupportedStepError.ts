import { MvmError } from '@mvm/protocol'
import { Kind } from '../state/Kind.ts'

/** A step that this machine does not know yet. */
export class UnsupportedStepError extends MvmError {
  readonly code = 'UNSUPPORTED_STEP'
  readonly kind: Kind
  /** Of an EXEC step. */
  readonly opcode: number | undefined

  constructor({ kind, opcode }: { readonly kind: Kind; readonly opcode?: number }) {
    const name = Object.keys(Kind).find((key) => Kind[key as keyof typeof Kind] === kind) ?? kind
    const what = opcode === undefined ? `${name}` : `${name} of opcode 0x${opcode.toString(16)}`
    super(`the fraud-proof machine has no step ${what}`, {
      remedy: 'Dispute a block without it, or wait for a version that has it.',
    })
    this.kind = kind
    this.opcode = opcode
  }
}
