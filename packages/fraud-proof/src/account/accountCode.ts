import type { CodeHash } from '@mvm/protocol'
import type { OpcodeStep } from '../step/OpcodeStep.ts'
import { EMPTY_CODE_HASH } from '../store/ContentStore.ts'

/** An account's code, which is an element of the tape unless it is empty. */
export function accountCode(step: OpcodeStep, codeHash: CodeHash): Uint8Array {
  const code = step.store.code(codeHash)
  if (codeHash !== EMPTY_CODE_HASH) step.tape?.append(code)
  return code
}
