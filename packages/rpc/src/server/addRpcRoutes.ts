import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerToken } from '../access/bearerToken.ts'
import { answerMessage } from '../jsonrpc/answerMessage.ts'
import { encodeError } from '../jsonrpc/encodeError.ts'
import { busyError } from './busyError.ts'
import { HttpExchange } from './HttpExchange.ts'
import type { HttpService } from './HttpService.ts'
import { readBody } from './readBody.ts'

const JSON_TYPE = 'application/json'

/**
 * JSON-RPC by POST, on `/` for the first DAC and on `/<slug>` for any. Every JSON-RPC answer has status 200,
 * errors included; 204 when nothing is to be answered.
 */
export function addRpcRoutes(app: FastifyInstance, service: HttpService): void {
  const exchanges = new WeakMap<FastifyRequest, HttpExchange>()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) => {
    const exchange = exchanges.get(request)
    return readBody(payload, (bytes) => exchange?.hold(bytes) ?? false, service.limits)
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST') {
      done()
      return
    }
    // Tools send several types, one of them none, and the body says itself what it is.
    request.raw.headers['content-type'] = JSON_TYPE
    exchanges.set(request, new HttpExchange(reply.raw, service.budget))
    done()
  })

  const answer = async (slug: string, request: FastifyRequest, reply: FastifyReply) => {
    const { body } = request
    const http = exchanges.get(request) ?? new HttpExchange(reply.raw, service.budget)
    const exchange = service.open(slug, null, { token: bearerToken(request.headers.authorization) })
    http.watch(exchange.deadline)
    const text = await answerMessage(Buffer.isBuffer(body) ? body : Buffer.alloc(0), exchange)
    if (http.isOver) return reply.hijack()
    if (text === null) return reply.code(204).send()
    if (!http.hold(text.length)) return sendBusy(reply, service)
    return reply.type(JSON_TYPE).send(text)
  }
  app.post('/', (request, reply) => answer('', request, reply))
  app.post<{ Params: { slug: string } }>('/:slug', (request, reply) =>
    answer(request.params.slug, request, reply),
  )

  const explain = (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(405)
      .header('allow', 'POST, OPTIONS')
      .send('Send JSON-RPC 2.0 by POST, or open a WebSocket here.\n')
  app.get('/', explain)
  app.get('/:slug', explain)
}

function sendBusy(reply: FastifyReply, { limits }: HttpService): FastifyReply {
  return reply
    .code(503)
    .type(JSON_TYPE)
    .send(encodeError(null, busyError(limits)))
}
