import { readText } from '../../parameter/readText.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A session for whoever signed the message, as a bearer token; on a WebSocket the connection has it at once. */
export const signIn = defineMethod({
  name: 'mvm_signIn',
  parameters: [required('message', readText), required('signature', readText)],
  handle: (context, message, signature) => {
    const { ports, session } = context
    const { token, address, expiresAtMs } = context.signIn.begin(ports.chainId, message, signature)
    session.token = token
    return { token, address, expiresAt: new Date(expiresAtMs).toISOString() }
  },
})
