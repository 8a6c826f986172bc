import type { AccountState } from './AccountState.ts'
import { isEmptyCode } from './isEmptyCode.ts'

/** Whether an account is empty in the sense of EIP-161, that is: whether it must not have a leaf. */
export function isEmptyAccount({ nonce, balance, codeHash }: AccountState): boolean {
  return nonce === 0n && balance === 0n && isEmptyCode(codeHash)
}
