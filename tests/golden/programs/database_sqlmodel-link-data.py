from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select


class Enrolment(SQLModel, table=True):
    student_id: int | None = Field(default=None, foreign_key="student.id", primary_key=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", primary_key=True)
    grade: int | None = None
    student: "Student" = Relationship(back_populates="enrolments")
    course: "Course" = Relationship(back_populates="enrolments")


class Student(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    enrolments: list[Enrolment] = Relationship(back_populates="student", cascade_delete=True)


class Course(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    enrolments: list[Enrolment] = Relationship(back_populates="course")


class CourseOut(SQLModel):
    title: str


class EnrolmentOut(SQLModel):
    grade: int | None
    course: CourseOut


class StudentOut(SQLModel):
    name: str
    enrolments: list[EnrolmentOut]


engine = create_engine("sqlite:///school.db")
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/students", response_model=StudentOut)
async def add(name: str, courses: list[str], session: SessionDep):
    student = Student(name=name)
    for title in courses:
        course = session.exec(select(Course).where(Course.title == title)).one_or_none() or Course(title=title)
        student.enrolments.append(Enrolment(course=course))
    session.add(student)
    session.commit()
    return student


@app.put("/grades/{student_id}/{course_id}", response_model=EnrolmentOut)
async def grade(student_id: int, course_id: int, grade: int, session: SessionDep):
    enrolment = session.get(Enrolment, (student_id, course_id))
    enrolment.grade = grade
    session.add(enrolment)
    session.commit()
    session.refresh(enrolment)
    return enrolment


@app.get("/students", response_model=list[StudentOut])
async def read(session: SessionDep):
    return session.exec(select(Student)).all()


@app.delete("/students/{student_id}")
async def remove(student_id: int, session: SessionDep):
    session.delete(session.get(Student, student_id))
    session.commit()
    return {"left": session.exec(select(Enrolment)).all(), "courses": session.exec(select(Course.title)).all()}

# > POST /students?name=Ann ["Art", "Maths"]
# > POST /students?name=Bob ["Maths"]
# > PUT /grades/1/2?grade=5
# > GET /students
# > DELETE /students/1
# > GET /students
