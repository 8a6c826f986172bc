import { openDac } from '../../dac/openDac.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { SessionStore } from '../../session/SessionStore.ts'

/** `mvm account signout`: forgets the session at a DAC. */
export const signout = defineCommand({
  noun: 'account',
  verb: 'signout',
  summary: 'Forgets the session that account signin has begun at a DAC',
  examples: [
    'account signout --dac guild',
    'account signout --dac guild --rpc-url https://rpc.example',
    'account signout --dac guild --json',
  ],
  notes: ['The node would take its token until it is over: nobody has it any more.'],
  arguments: {},
  options: { dac: dacOption },
  async handle(context) {
    const { url } = await openDac(context)
    const wasSignedIn = new SessionStore(context.environment).remove(url)
    const text = wasSignedIn ? `signed out at ${url}` : `nobody was signed in at ${url}`
    return { data: { url, wasSignedIn }, text }
  },
})
