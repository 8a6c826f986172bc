import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ClientGoneError } from '../error/ClientGoneError.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { answerMessage } from '../jsonrpc/answerMessage.ts'
import { encodeError } from '../jsonrpc/encodeError.ts'
import type { RpcService } from './RpcService.ts'

const JSON_TYPE = 'application/json'

/**
 * JSON-RPC by POST, on `/` for the first DAC and on `/<slug>` for any. Every JSON-RPC answer has status 200,
 * errors included; 204 when nothing is to be answered.
 */
export function addRpcRoutes(app: FastifyInstance, service: RpcService): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST') {
      done()
      return
    }
    // Tools send several types, one of them none, and the body says itself what it is.
    request.raw.headers['content-type'] = JSON_TYPE
    if (reserve(service, request, reply)) done()
    else
      reply
        .code(503)
        .type(JSON_TYPE)
        .send(encodeError(null, busy(service)))
  })

  const answer = async (slug: string, body: unknown, reply: FastifyReply) => {
    const exchange = service.open(slug, null)
    let isGone = false
    reply.raw.once('close', () => {
      isGone = !reply.raw.writableFinished
      if (isGone) exchange.deadline.cancel(new ClientGoneError())
    })
    const message = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
    const text = await answerMessage(message, exchange)
    if (isGone) return reply.hijack()
    if (text === null) return reply.code(204).send()
    if (!hold(service, text.length, reply)) {
      return reply
        .code(503)
        .type(JSON_TYPE)
        .send(encodeError(null, busy(service)))
    }
    return reply.type(JSON_TYPE).send(text)
  }
  app.post('/', (request, reply) => answer('', request.body, reply))
  app.post<{ Params: { slug: string } }>('/:slug', (request, reply) =>
    answer(request.params.slug, request.body, reply),
  )

  const explain = (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(405)
      .header('allow', 'POST, OPTIONS')
      .send('Send JSON-RPC 2.0 by POST, or open a WebSocket here.\n')
  app.get('/', explain)
  app.get('/:slug', explain)
}

/** Takes the request's bytes from the budget before they are read. */
function reserve(service: RpcService, { headers }: FastifyRequest, reply: FastifyReply): boolean {
  const declared = Number(headers['content-length'] ?? service.limits.requestBytes)
  return hold(service, Math.min(declared, service.limits.requestBytes), reply)
}

/** Takes bytes from the budget until the client has the answer or is gone. */
function hold({ budget }: RpcService, bytes: number, reply: FastifyReply): boolean {
  if (!budget.take(bytes)) return false
  reply.raw.once('close', () => budget.giveBack(bytes))
  return true
}

function busy({ limits }: RpcService): LimitExceededError {
  return new LimitExceededError({
    limit: 'bufferedBytes',
    allowed: limits.bufferedBytes,
    problem: 'the node is busy with other requests',
    remedy: 'try again later',
  })
}
