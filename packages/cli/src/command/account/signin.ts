import { openDac } from '../../dac/openDac.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { readRollupConfig } from '../../node/readRollupConfig.ts'
import { formatFields } from '../../output/formatFields.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { signingOptions } from '../../program/signingOptions.ts'
import { beginSession } from '../../session/beginSession.ts'
import { SessionStore } from '../../session/SessionStore.ts'

/** `mvm account signin`: a session at a DAC whose charter restricts READ, for the commands that come after. */
export const signin = defineCommand({
  noun: 'account',
  verb: 'signin',
  summary: 'Signs in at a DAC that lets only some accounts read, for later commands',
  examples: [
    'account signin --dac guild --account alice',
    'account signin --dac guild --account alice --password-file ./password',
    'account signin --dac guild --rpc-url https://rpc.example',
  ],
  notes: [
    'Signs an EIP-4361 message with the host of --rpc-url. A node elsewhere has to know it (--sign-in-domain).',
    'The session lasts a day at most; it is kept in ~/.config/mvm/sessions.json.',
  ],
  arguments: {},
  options: { dac: dacOption, ...signingOptions },
  async handle(context) {
    const { signal, environment, progress } = context
    const node = await openDac(context)
    const { l1ChainId } = await readRollupConfig(node, signal)
    const signer = await new SigningKey(context, l1ChainId).unlock()
    progress.step(`signing in at ${node.url}`)
    const session = await beginSession(node, signer, signal)
    new SessionStore(environment).put(node.url, session)
    const { address, expiresAt } = session
    return {
      data: { url: node.url, address, expiresAt },
      text: formatFields([
        ['signed in at', node.url],
        ['as', address],
        ['until', expiresAt],
      ]),
    }
  },
})
