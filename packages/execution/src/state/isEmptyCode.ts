import { EMPTY_CODE_HASH } from './AccountState.ts'

/** Whether a code hash is that of no code. */
export function isEmptyCode(codeHash: Uint8Array): boolean {
  return codeHash === EMPTY_CODE_HASH || Buffer.compare(codeHash, EMPTY_CODE_HASH) === 0
}
