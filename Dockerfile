# chokepoint as an image: docker run --rm -v "$PWD:/work" --user "$(id -u)" chokepoint run scenarios/a.yaml
FROM node:22-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm pack --pack-destination /

FROM node:22-slim
COPY --from=build /chokepoint-*.tgz /
# With what --redis needs, so that the image can be a worker of a queue.
RUN npm install --global --no-audit --no-fund /chokepoint-*.tgz bullmq@6.7.0 ioredis@6.0.0 && rm /chokepoint-*.tgz
USER node
WORKDIR /work
ENTRYPOINT ["chokepoint"]
