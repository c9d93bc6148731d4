// Fetches the seeds through types made from the OpenAPI document, and prints what it found.
import createClient from "openapi-fetch";
import type { components, paths } from "./warraq.js";

type Item = components["schemas"]["ArticleItem"];

const client = createClient<paths>({ baseUrl: process.argv[2]! });

async function all(): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { sort: "title" as const, limit: 2, ...(cursor ? { cursor } : {}) };
    const { data, error } = await client.GET("/v1/articles", { params: { query } });
    if (error) throw new Error(error.detail);
    items.push(...data.items);
    cursor = data.next_cursor;
  } while (cursor);
  return items;
}

async function wrongSpans(id: string): Promise<number> {
  const { data, error } = await client.GET("/v1/articles/{id}", {
    params: { path: { id }, query: { offsets: "utf16" } },
  });
  if (error) throw new Error(error.detail);
  const field = { text: data.text, title: data.title ?? "" };
  return data.mentions.filter((m) => field[m.field].slice(m.start, m.end) !== m.surface).length;
}

const items = await all();
const wrong = await Promise.all(items.map((item) => wrongSpans(item.id)));
const german = await client.GET("/v1/articles", { params: { query: { country: ["Germany", "DE"] } } });
const missing = await client.GET("/v1/countries/{code}", { params: { path: { code: "Maroco" } } });
const refused = await client.GET("/v1/articles", { params: { query: { agency: ["DGSI"] } } });
const read = await client.POST("/v1/annotate", { body: { text: "Paris: Morocco" } });

console.log(
  JSON.stringify({
    ids: items.map((item) => item.id).sort(),
    wrong: wrong.reduce((sum, n) => sum + n, 0),
    german: german.data?.items.map((item) => item.id).sort(),
    missing: missing.error?.code,
    allowed: refused.error?.errors?.[0]?.allowed,
    read: read.data?.mentions.map((mention) => mention.entity.id),
  }),
);
