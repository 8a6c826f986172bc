import { NodeClient } from '../node/NodeClient.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { SessionStore } from './SessionStore.ts'

/** JSON-RPC of a DAC, with the session that the user has there, if any. */
export function openNode({ environment }: CommandContext, url: string): NodeClient {
  return new NodeClient(url, new SessionStore(environment).get(url)?.token)
}
