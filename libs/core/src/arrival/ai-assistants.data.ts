/**
 * AI assistants: name, hosts with all below them. From `AIAssistants.yml` of https://github.com/matomo-org/searchengine-and-social-list (CC0-1.0, list version 1.4,
 * commit 02a81257, copied on 22 November 2026).
 */
export const AI_ASSISTANTS = `
Baidu AI | yiyan.baidu.com ai.baidu.com
Chat+ | chatplus.com chat-gpt.org
ChatGPT | chatgpt.com chat.openai.com labs.openai.com
Claude | claude.ai
Copilot | copilot.microsoft.com
ChatGLM | chatglm.cn
DeepSeek | chat.deepseek.com
Gemini | gemini.google.com bard.google.com
Grok | grok.com
iAsk | iask.ai
Jasper | app.jasper.ai
Le Chat | chat.mistral.ai
Meta AI | meta.ai
NotebookLM | notebooklm.google.com
Perplexity | perplexity.ai
Qwen | chat.qwen.ai
You | you.com
`;
