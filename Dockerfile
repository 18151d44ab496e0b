# The program alone, in an image that holds nothing else than what it needs:
#   docker build --tag fingerpost .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" fingerpost check
FROM rust:1.95-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /fingerpost
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY themes themes
COPY tests tests
RUN cargo build --locked --release && strip target/release/fingerpost

FROM debian:stable-slim
COPY --from=build /fingerpost/target/release/fingerpost /usr/local/bin/fingerpost
WORKDIR /site
ENTRYPOINT ["fingerpost"]
CMD ["check"]
