FROM eclipse-temurin:21-jdk AS build
WORKDIR /app
COPY gradlew settings.gradle build.gradle ./
COPY gradle ./gradle
RUN ./gradlew dependencies
COPY src ./src
RUN ./gradlew bootJar

FROM eclipse-temurin:21-jre
WORKDIR /app
COPY --from=build /app/build/libs/app.jar ./app.jar
RUN useradd --create-home app
USER app
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "app.jar"]
