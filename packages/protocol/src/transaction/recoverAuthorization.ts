import type { Address } from '../account/Address.ts'
import { toWord } from '../bytes/toWord.ts'
import { joinSignature } from '../signature/joinSignature.ts'
import { recoverAddress } from '../signature/recoverAddress.ts'
import { MAX_SIGNATURE_S, SECP256K1_ORDER } from '../signature/SECP256K1_ORDER.ts'
import { authorizationDigest } from './authorizationDigest.ts'
import type { Authorization } from './Transaction.ts'

/**
 * The account that signed an authorization, or undefined when the signature is none (EIP-7702, step 3).
 * Chain id, nonce and code of the authority are for the caller to check.
 */
export function recoverAuthorization(authorization: Authorization): Address | undefined {
  const { yParity, r, s } = authorization
  if (yParity > 1 || r === 0n || r >= SECP256K1_ORDER || s === 0n || s > MAX_SIGNATURE_S) {
    return undefined
  }
  const signature = joinSignature(toWord(r), toWord(s))
  return recoverAddress(authorizationDigest(authorization), signature, yParity)
}
