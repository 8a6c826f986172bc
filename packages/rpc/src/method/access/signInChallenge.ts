import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A message for the account to sign (EIP-4361), valid for ten minutes; its nonce serves for a message of one's own. */
export const signInChallenge = defineMethod({
  name: 'mvm_signInChallenge',
  parameters: [required('address', readAddress)],
  handle: ({ ports, signIn }, address) => {
    const { message, nonce, expiresAtMs } = signIn.challenge(ports, address)
    return { message, nonce, expiresAt: new Date(expiresAtMs).toISOString() }
  },
})
