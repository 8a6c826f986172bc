import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ByteBudget, HttpExchange } from '@mvm/rpc'
import { AnswerTooLateError } from '../error/AnswerTooLateError.ts'
import { GatewayBusyError } from '../error/GatewayBusyError.ts'
import { forward } from './forward.ts'
import { requestedDac } from './requestedDac.ts'
import type { UpstreamAnswer } from './Upstream.ts'
import type { UpstreamChoice } from './UpstreamChoice.ts'

/** What a node takes as well. */
export const MAX_REQUEST_BYTES = 5_000_000
const METHODS = ['GET', 'POST', 'OPTIONS']
const HANDED_ON = ['content-type', 'authorization', 'origin', 'access-control-request-headers']
const KEPT_BY_US = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']
const NOBODY = 'no sequencer is ready for this DAC; try again in a moment'
const BUSY = 'the gateway is busy with other requests; try again later'
const TOO_LATE = 'the node has not answered in time; ask for less at once'

/** Answers an HTTP request with what a node says; rejects when its client goes. */
export async function answerRequest(
  choice: UpstreamChoice,
  budget: ByteBudget,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = incoming
  if (path === '/livez') {
    response.setHeader('content-type', 'application/json').end('{"live":true}')
    return
  }
  if (!METHODS.includes(method)) {
    response.writeHead(405, { allow: METHODS.join(', '), connection: 'close' }).end()
    return
  }
  const slug = requestedDac(path)
  if (slug === null) {
    response.writeHead(400, { connection: 'close' }).end()
    return
  }
  const exchange = new HttpExchange(response, budget)
  const hold = (bytes: number) => exchange.hold(bytes)
  try {
    const body = await readBody(incoming, hold)
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    const headers = headersOf(incoming)
    const request = { method, path, headers, body: method === 'POST' ? body : undefined }
    const outcome = await forward({ choice, slug, request, hold })
    if (outcome === undefined) refuse(response, 503, NOBODY, 'NO_UPSTREAM')
    else hand(response, outcome)
  } catch (error) {
    if (error instanceof GatewayBusyError) refuse(response, 503, BUSY, 'BUSY')
    else if (error instanceof AnswerTooLateError) refuse(response, 504, TOO_LATE, 'TOO_LATE')
    else throw error
  }
}

function hand(response: ServerResponse, { status, headers, body }: UpstreamAnswer): void {
  for (const [name, value] of headers) {
    if (!KEPT_BY_US.includes(name)) response.setHeader(name, value)
  }
  response.writeHead(status).end(body)
}

/** Says in JSON-RPC what no node has said. */
function refuse(response: ServerResponse, status: number, message: string, reason: string): void {
  const error = { code: -32000, message, data: { reason } }
  response
    .writeHead(status, {
      ...{ 'content-type': 'application/json', 'access-control-allow-origin': '*' },
      // Of what is still to come nothing is read.
      ...(reason === 'BUSY' ? { connection: 'close' } : {}),
    })
    .end(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of HANDED_ON) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}

/** `undefined` when it is longer than a node would take; throws {@link GatewayBusyError}. */
async function readBody(
  request: IncomingMessage,
  hold: (bytes: number) => boolean,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_REQUEST_BYTES) return undefined
    if (!hold(chunk.length)) throw new GatewayBusyError()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
