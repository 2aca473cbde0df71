/**
 * Programs that read for an answer which somebody just asked for, and those that gather for a model or for the search of one; by the names in their user agents. As their
 * makers and public lists name them in November 2026.
 */
const NAMES = [
  // Sent by a person's question.
  'ChatGPT-User',
  'ChatGPT Agent',
  'Claude-User',
  'Perplexity-User',
  'MistralAI-User',
  'Meta-ExternalFetcher',
  'Meta-WebIndexer',
  'DuckAssistBot',
  'Google-NotebookLM',
  'Gemini-Deep-Research',
  'GoogleAgent-',
  'Google-Agent',
  'Amzn-User',
  'NovaAct',
  'Manus-User',
  'kagi-fetcher',
  'Phindbot',
  'iAskBot',
  'LinerBot',
  'QuillBot',
  // Gather what a model is trained on, or what its search answers with.
  'GPTBot',
  'OAI-SearchBot',
  'ClaudeBot',
  'Claude-SearchBot',
  'Claude-Web',
  'anthropic-ai',
  'PerplexityBot',
  'Google-CloudVertexBot',
  'Amazonbot',
  'Bytespider',
  'TikTokSpider',
  'CCBot',
  'cohere-ai',
  'cohere-training-data-crawler',
  'Meta-ExternalAgent',
  'FacebookBot',
  'Diffbot',
  'YouBot',
  'PetalBot',
  'PanguBot',
  'AI2Bot',
  'Ai2Bot-Dolma',
  'ImagesiftBot',
  'omgili',
  'Webzio-Extended',
  'Timpibot',
  'Kangaroo Bot',
  'SBIntuitionsBot',
  'ICC-Crawler',
  'img2dataset',
  'Andibot',
  'Brightbot',
  'DeepSeekBot',
] as const;

const ESCAPED = NAMES.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
const PATTERN = new RegExp(`(?<![a-z0-9])(?:${ESCAPED.join('|')})`, 'i');

/** Whether a user agent is that of a program which reads on behalf of a person or a model, as far as it says so. */
export const isAiAgent = (userAgent: string): boolean => PATTERN.test(userAgent);
