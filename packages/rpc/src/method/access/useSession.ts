import { AuthRequiredError } from '../../error/AuthRequiredError.ts'
import { readText } from '../../parameter/readText.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** Gives a WebSocket a session that was begun elsewhere: a browser cannot send a header with it. */
export const useSession = defineMethod({
  name: 'mvm_useSession',
  parameters: [required('token', readText)],
  handle: ({ ports, signIn, session }, token) => {
    const known = signIn.sessionOf(ports.chainId, token)
    if (known === null) throw new AuthRequiredError({ reason: 'SESSION_OVER' })
    session.token = token
    return { address: known.address, expiresAt: new Date(known.expiresAtMs).toISOString() }
  },
})
